package org.scissionlite.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.error.UsageException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PictureTest {
  @TempDir private Path folder;

  static Stream<Picture> pictures() {
    return Stream.of(
        SampleCharts.cuts(66).picture(),
        SampleCharts.cuts(3).picture(),
        SampleCharts.timeline(66).picture(),
        SampleCharts.bandwidth().picture());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void png_hasItsSizeAndColours(Picture picture) throws IOException {
    Path file = folder.resolve("picture.png");
    picture.write(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(Picture.WIDTH);
    assertThat(image.getHeight()).isEqualTo(Picture.HEIGHT);
    Set<Integer> colours = new HashSet<>();
    IntStream.range(0, Picture.WIDTH * Picture.HEIGHT)
        .forEach(i -> colours.add(image.getRGB(i % Picture.WIDTH, i / Picture.WIDTH)));
    assertThat(colours)
        .contains(
            ChartStyle.BLUE.getRGB(), ChartStyle.GREEN.getRGB(), java.awt.Color.WHITE.getRGB());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void svg_isXmlWithTitleAndUnits(Picture picture) throws Exception {
    assertThat(texts(picture)).anyMatch(text -> text.startsWith("DenseNet169"));
    assertThat(texts(picture)).anyMatch(text -> text.contains("(ms)"));
  }

  @Test
  void cutChart_namesPartsLinesMarksAndLevels() throws Exception {
    assertThat(texts(SampleCharts.cuts(66).picture()))
        .contains("device", "DeviceTL", "transfer", "EdgeTL", "edge", "with TL", "without TL")
        .contains("device alone, 880.0 ms", "conv1_block0_concat")
        .anyMatch(text -> text.startsWith("best from layer 5 on: conv2_block13_concat, "));
  }

  @Test
  void manyCuts_areLabelledInParts() throws Exception {
    long few = labels(SampleCharts.cuts(66));
    long many = labels(SampleCharts.cuts(300));
    assertThat(few).isEqualTo(66);
    assertThat(many).isBetween(30L, 90L);
  }

  @Test
  void timeline_tellsTheTimeOfEachPart() throws Exception {
    assertThat(texts(SampleCharts.timeline(66).picture()))
        .contains("device 88.00 ms", "transfer 48.60 ms", "edge 22.00 ms");
  }

  @Test
  void bandwidthChart_tellsWhereTheBestChanges() throws Exception {
    assertThat(texts(SampleCharts.bandwidth().picture()))
        .contains("12.0: pool1", "450: edge alone", "bandwidth (Mbit/s)", "cut with TL", "100");
  }

  @Test
  void namesOfModels_areText() throws Exception {
    TimelineChart.Step step = new TimelineChart.Step("a<b>&\"c", TimelineChart.Kind.DEVICE, 1);
    TimelineChart chart = new TimelineChart("<title>", "&", List.of(step));
    assertThat(texts(chart.picture())).contains("<title>", "a<b>&\"c");
  }

  @Test
  void otherEnding_isRefused() {
    Path file = folder.resolve("picture.pdf");
    assertThatThrownBy(() -> SampleCharts.cuts(3).picture().write(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected a name in .png or .svg");
    assertThat(file).doesNotExist();
  }

  @Test
  void svgFile_holdsTheDocument() throws IOException {
    Path file = folder.resolve("deep/picture.SVG");
    SampleCharts.bandwidth().picture().write(file);
    assertThat(Files.readString(file)).startsWith("<?xml").contains("</svg>");
  }

  private static long labels(CutChart chart) throws Exception {
    return texts(chart.picture()).stream().filter(text -> text.matches("conv\\d+_block.*")).count();
  }

  private static List<String> texts(Picture picture) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(picture.svg().getBytes(StandardCharsets.UTF_8)));
    NodeList texts = document.getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent().strip())
        .toList();
  }
}
