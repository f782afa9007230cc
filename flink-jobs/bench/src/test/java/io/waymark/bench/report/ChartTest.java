package io.waymark.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.bench.contender.Measurement;
import io.waymark.bench.contender.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {
  private static final Machine MACHINE =
      new Machine(2, 24L << 30, "Linux", "17", "2.2.1", "2026-01-01T00:00:00Z", "throughput", 1);

  @Test
  void eachContenderHasItsNameItsFigureAndItsRatio() throws Exception {
    Map<String, List<Measurement>> runs = new LinkedHashMap<>();
    runs.put("floor", List.of(run("floor", 10_000), run("floor", 14_000)));
    runs.put("waymark-16", List.of(run("waymark-16", 12_500), run("waymark-16", 17_500)));
    runs.put("cep-4", List.of(run("cep-4", 500_000), run("cep-4", 700_000)));

    String svg = Chart.ofCatchUp(Report.ofCatchUp(MACHINE, runs, Map.of()));

    assertThat(texts(svg))
        .contains("floor", "waymark-16", "cep-4")
        .contains("85.7k", "68.6k (0.80 x floor)", "1.71k (0.020 x floor)");
  }

  private static Measurement run(String contender, long cpuMillis) {
    Span span = new Span(1_000_000, 5_000, cpuMillis, 0, 0, 0);
    return new Measurement(contender, 1_000_000, true, span, span, Map.of(), 0, Map.of(), 0);
  }

  private static List<String> texts(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    NodeList texts =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new java.io.StringReader(svg)))
            .getElementsByTagName("text");
    return java.util.stream.IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent().strip())
        .toList();
  }
}
