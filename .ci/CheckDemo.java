import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;

/** Checks what the demo wrote: six rows with sane figures, the accuracy of each, the joint optimum, a bundle, a chart that shows something. */
public final class CheckDemo {
  private static final List<String> FAILURES = new ArrayList<>();
  private static int held;

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    JsonNode report = new ObjectMapper().readTree(folder.resolve("demo.json").toFile());
    checkRows(report, report.get("rows"));
    checkAccuracy(report);
    checkOptimum(report, report.get("optimum"));
    checkChart(folder, report.at("/rows/3/cut").asText());
    check("the bundle is there", Files.isRegularFile(folder.resolve("bundle/manifest.json")));
    FAILURES.forEach(failure -> System.out.println("does not hold: " + failure));
    System.out.printf("demo: %d passed, %d failed%n", held, FAILURES.size());
    System.exit(FAILURES.isEmpty() ? 0 : 1);
  }

  private static void checkRows(JsonNode report, JsonNode rows) {
    check("the model is DenseNet169", report.get("model").asText().equals("densenet169"));
    check("six ways to run it", rows.size() == 6);
    for (JsonNode row : rows) {
      String name = row.get("strategy").asText();
      JsonNode measured = row.get("measured");
      long median = measured.get("medianNanos").asLong();
      check(name + ": every image measured", measured.get("samples").equals(report.get("images")));
      check(name + ": a median", 0 < median && median <= measured.get("p95Nanos").asLong());
      check(name + ": a prediction", predictedNanos(row) > 0);
    }
    check("the device alone sends nothing", rows.at("/0/payloadBytes").asLong() == 0);
    check("the edge alone gets the picture", rows.at("/1/payloadBytes").asLong() == 150_528);
    for (int row : new int[] {2, 3, 4, 5}) {
      check("row " + row + " sends something", rows.get(row).get("payloadBytes").asLong() > 0);
    }
  }

  private static void checkAccuracy(JsonNode report) {
    double uncut = report.at("/steel/top1Percent").asDouble();
    check("the steel classifier has learned something, and not everything", 70 < uncut && uncut < 100);
    for (JsonNode row : report.get("rows")) {
      String name = row.get("strategy").asText();
      double accuracy = row.at("/steel/top1Percent").asDouble(-1);
      check(name + ": an accuracy", 0 <= accuracy && accuracy <= 100);
      boolean lossless = List.of("-", "none", "pixels").contains(row.get("transferLayer").asText());
      check(name + ": no loss without a lossy TL", !lossless || accuracy == uncut);
    }
    JsonNode layers = report.get("steelCut");
    check("several TLs at one cut", layers.size() >= 4);
    JsonNode fitted = layers.get(layers.size() - 2);
    check("the fitted TL loses little", fitted.at("/difference/points").asDouble() > -5);
    check("the fitted TL sends little", 10 * bytes(fitted) < bytes(layers.get(0)));
  }

  private static void checkOptimum(JsonNode report, JsonNode optimum) {
    JsonNode rows = optimum.get("rows");
    check("the joint optimum has a verdict", optimum.get("verdict").asText().contains("points"));
    check("the device alone is compared with", rows.at("/0/cut").asText().equals("-"));
    long best = StreamSupport.stream(rows.spliterator(), false).filter(row -> row.get("best").asBoolean()).count();
    check("one way is the joint optimum", best == 1);
    for (JsonNode row : rows) {
      String name = row.get("cut").asText() + " " + row.get("transferLayer").asText();
      check(name + ": predicted", row.get("predictedMillis").asDouble() > 0);
      check(name + ": every image measured", row.at("/measured/samples").equals(report.get("images")));
      double lost = -row.at("/accuracy/difference/points").asDouble();
      check(name + ": loses little", lost < 5 + optimum.get("maxDropPoints").asDouble());
    }
  }

  private static double bytes(JsonNode layer) {
    return layer.get("meanBytes").asDouble();
  }

  private static long predictedNanos(JsonNode row) {
    return StreamSupport.stream(row.get("predicted").spliterator(), false)
        .mapToLong(JsonNode::asLong)
        .sum();
  }

  private static void checkChart(Path folder, String bestCut) throws Exception {
    BufferedImage png = ImageIO.read(folder.resolve("demo.png").toFile());
    check("demo.png is a picture", png.getWidth() >= 800 && png.getHeight() >= 400);
    check("demo.png is not blank", Files.size(folder.resolve("demo.png")) > 20_000);
    check("demo.svg names the best cut", Files.readString(folder.resolve("demo.svg")).contains(bestCut));
  }

  private static void check(String what, boolean holds) {
    if (holds) {
      held++;
    } else {
      FAILURES.add(what);
    }
  }
}
