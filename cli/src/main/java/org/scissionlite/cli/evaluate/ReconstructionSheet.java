package org.scissionlite.cli.evaluate;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scissionlite.input.EvenlySpacedChoice;
import org.scissionlite.input.Pixels;
import org.scissionlite.input.PngFile;
import org.scissionlite.privacy.PrivacyExperiment.Outcome;
import org.scissionlite.privacy.Similarity;

/** Originals beside what was rebuilt of them: a row a subject, a column a picture. */
record ReconstructionSheet(List<Pixels> originals, Outcome outcome) {
  private static final int COLUMNS = 6;
  private static final int TILE = 128;
  private static final int GAP = 4;
  private static final int CAPTION = 230;
  private static final int LINE = 18;

  private record Row(List<String> caption, List<Pixels> pictures) {}

  /** Writes the sheet as a PNG file. */
  void write(Path file) {
    PngFile.write(draw(), file);
  }

  private BufferedImage draw() {
    List<Row> rows = rows();
    int columns = Math.min(COLUMNS, originals.size());
    BufferedImage image =
        new BufferedImage(
            CAPTION + columns * (TILE + GAP) + GAP,
            rows.size() * (TILE + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    for (int i = 0; i < rows.size(); i++) {
      draw(graphics, rows.get(i), columns, GAP + i * (TILE + GAP));
    }
    graphics.dispose();
    return image;
  }

  private void draw(Graphics2D graphics, Row row, int columns, int top) {
    for (int i = 0; i < row.caption().size(); i++) {
      graphics.drawString(row.caption().get(i), 2 * GAP, top + TILE / 3 + i * LINE);
    }
    int left = CAPTION;
    for (Pixels picture : EvenlySpacedChoice.of(row.pictures(), columns)) {
      graphics.drawImage(picture.toImage(), left, top, TILE, TILE, null);
      left += TILE + GAP;
    }
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(List.of("original"), originals));
    for (Similarity each : outcome.similarities()) {
      List<String> caption =
          List.of(
              each.subject(),
              String.format(Locale.ROOT, "%,.0f bytes", each.meanBytes()),
              String.format(Locale.ROOT, "SSIM %.3f, PSNR %.1f dB", each.ssim(), each.psnr()));
      rows.add(new Row(caption, outcome.pictures().get(each.subject())));
    }
    return rows;
  }
}
