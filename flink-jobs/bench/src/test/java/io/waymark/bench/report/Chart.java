package io.waymark.bench.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.waymark.bench.contender.ContenderName;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.CategoryLineAnnotation;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;

/** The report as a picture, in SVG: a bar for each contender, from its least to its most a line. */
public final class Chart {
  private static final int WIDTH = 860;
  private static final int PER_BAR = 34;
  private static final int AROUND = 140;

  /** Of Okabe and Ito's palette, which people tell apart whatever colours they see. */
  private static final Color WAYMARK = new Color(0x00, 0x72, 0xB2);

  private static final Color PEER = new Color(0xE6, 0x9F, 0x00);
  private static final Color FLOOR = new Color(0x8C, 0x95, 0x9F);
  private static final Color TEXT = new Color(0x24, 0x29, 0x2F);
  private static final Color LINES = new Color(0xD8, 0xDE, 0xE4);
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);

  /** What viewers have whose sans-serif is of about the width that is reckoned with here. */
  private static final String FONTS = "Verdana, 'DejaVu Sans', sans-serif";

  private Chart() {}

  /** Catch-up. */
  public static String ofCatchUp(Report report) {
    return svg(
        "Catch-up: events per CPU second, more is better",
        report,
        "events per CPU second",
        Bar.ofCatchUp(report));
  }

  /** Live. */
  public static String ofLive(Report report) {
    return svg(
        "Live: CPU time per event, less is better",
        report,
        "microseconds of CPU per event",
        Bar.ofLive(report));
  }

  private static String svg(String title, Report report, String axis, List<Bar> bars) {
    JFreeChart chart = new JFreeChart(title, TITLE, plot(axis, bars), false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(12, 12, 12, 12));
    TextTitle heading = chart.getTitle();
    heading.setPaint(TEXT);
    heading.setHorizontalAlignment(HorizontalAlignment.LEFT);
    TextTitle machine =
        new TextTitle(
            "Median of %d rounds; the line is from least to most. %s"
                .formatted(rounds(report), report.machine()),
            PLAIN.deriveFont(11f));
    machine.setPaint(TEXT);
    machine.setHorizontalAlignment(HorizontalAlignment.LEFT);
    chart.addSubtitle(machine);
    return render(chart, AROUND + bars.size() * PER_BAR);
  }

  private static int rounds(Report report) {
    return report.standings().stream().mapToInt(Standing::runs).max().orElse(0);
  }

  private static CategoryPlot plot(String axis, List<Bar> bars) {
    DefaultCategoryDataset lengths = new DefaultCategoryDataset();
    CategoryAxis names = new CategoryAxis();
    names.setTickLabelFont(PLAIN);
    names.setTickLabelPaint(TEXT);
    names.setAxisLineVisible(false);
    names.setTickMarksVisible(false);
    names.setLowerMargin(0.01);
    names.setUpperMargin(0.01);
    names.setCategoryMargin(0.3);
    NumberAxis values = new NumberAxis(axis);
    values.setLabelFont(PLAIN);
    values.setLabelPaint(TEXT);
    values.setTickLabelFont(PLAIN);
    values.setTickLabelPaint(TEXT);
    values.setAxisLineVisible(false);
    // Room for the labels beside the longest bars.
    values.setUpperMargin(0.5);
    CategoryPlot plot = new CategoryPlot(lengths, names, values, new Bars(bars));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(org.jfree.chart.axis.AxisLocation.BOTTOM_OR_LEFT);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinePaint(LINES);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    double gap = 0.01 * bars.stream().mapToDouble(bar -> bar.spread().most()).max().orElse(0);
    for (Bar bar : bars) {
      String name = bar.contender().text();
      Spread spread = bar.spread();
      lengths.addValue(spread.median(), "", name);
      plot.addAnnotation(
          new CategoryLineAnnotation(
              name, spread.least(), name, spread.most(), TEXT, new BasicStroke(2)));
      CategoryTextAnnotation label =
          new CategoryTextAnnotation(bar.label(), name, spread.most() + gap);
      label.setFont(PLAIN);
      label.setPaint(TEXT);
      label.setTextAnchor(TextAnchor.CENTER_LEFT);
      label.setCategoryAnchor(org.jfree.chart.axis.CategoryAnchor.MIDDLE);
      plot.addAnnotation(label);
    }
    return plot;
  }

  private static String render(JFreeChart chart, int height) {
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new SVGProcessor()
          .getDocument(graphics.getCommands(), new PageSize(0, 0, WIDTH, height))
          .writeTo(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8)
        .replaceAll("font-family:&quot;[^&]*&quot;;", "")
        .replaceFirst("<svg ", "<svg font-family=\"" + FONTS + "\" ");
  }

  private static final class Bars extends BarRenderer {
    private static final long serialVersionUID = 1L;

    private final transient List<Bar> bars;

    Bars(List<Bar> bars) {
      this.bars = bars;
      setBarPainter(new StandardBarPainter());
      setShadowVisible(false);
      setDrawBarOutline(false);
    }

    @Override
    public Paint getItemPaint(int row, int column) {
      ContenderName contender = bars.get(column).contender();
      return contender.isFloor() ? FLOOR : contender.isWaymark() ? WAYMARK : PEER;
    }
  }
}
