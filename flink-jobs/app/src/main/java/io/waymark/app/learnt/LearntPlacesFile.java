package io.waymark.app.learnt;

import io.waymark.domain.anomaly.BusinessCalendar;
import io.waymark.domain.anomaly.LearntPlace;
import io.waymark.domain.pulse.Place;
import io.waymark.pipeline.anomaly.LearntSource;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * A file as a backtest writes it: one place a line. Each subtask goes through it once when it
 * starts and keeps in mind where its places stand, some hundred bytes for each; a place is read
 * when it is asked for.
 *
 * @param uri a path, or the URI of any file system that Flink knows
 */
public record LearntPlacesFile(String uri) implements LearntSource {
  private static final long serialVersionUID = 1L;

  private record Span(long start, int length) {}

  @Override
  public Learnt open(BusinessCalendar calendar) throws IOException {
    Path path = new Path(uri);
    FSDataInputStream file = path.getFileSystem().open(path);
    try {
      return new Open(file, places(file, calendar));
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private Map<Place, Span> places(InputStream file, BusinessCalendar calendar) throws IOException {
    Map<Place, Span> places = new HashMap<>();
    InputStream in = new BufferedInputStream(file, 1 << 16);
    long start = 0;
    for (byte[] line = line(in); line != null; line = line(in)) {
      places.put(place(line, places.size() + 1, calendar), new Span(start, line.length));
      start += line.length + 1;
    }
    if (places.isEmpty()) {
      throw new IOException(uri + ": nothing was learnt");
    }
    return places;
  }

  private Place place(byte[] text, int number, BusinessCalendar calendar) throws IOException {
    LearntPlaceJson.Line line;
    try {
      line = LearntPlaceJson.read(text);
    } catch (IOException e) {
      throw new IOException(
          "%s:%d: not as a backtest writes what is normal".formatted(uri, number), e);
    }
    if (!line.zone().equals(calendar.zone())) {
      throw new IOException(
          "%s:%d: learnt by the hours of %s, and those here are of %s"
              .formatted(uri, number, line.zone(), calendar.zone()));
    }
    return line.learnt().place();
  }

  /** Null at the end. */
  private static byte @Nullable [] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(4_096);
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toByteArray();
  }

  private record Open(FSDataInputStream file, Map<Place, Span> places) implements Learnt {
    @Override
    public @Nullable LearntPlace of(Place place) throws IOException {
      Span span = places.get(place);
      if (span == null) {
        return null;
      }
      byte[] line = new byte[span.length()];
      file.seek(span.start());
      IOUtils.readFully(file, line, 0, line.length);
      return LearntPlaceJson.read(line).learnt();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
