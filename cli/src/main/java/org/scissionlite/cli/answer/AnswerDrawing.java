package org.scissionlite.cli.answer;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scissionlite.input.FittedView;
import org.scissionlite.input.Pixels;
import org.scissionlite.task.AnomalyMap;
import org.scissionlite.task.Boxes;
import org.scissionlite.task.ClassMask;
import org.scissionlite.task.ClassScores;
import org.scissionlite.task.Reading;
import org.scissionlite.task.TopClasses;
import org.scissionlite.task.TopClasses.Ranked;

/**
 * An answer on its picture: boxes with label and score, areas in a colour for each class, anomalies
 * from blue to red, or the best class as a line above.
 */
final class AnswerDrawing {
  /** Small pictures are enlarged, so that words can be read. */
  private static final int LEAST_SIDE = 320;

  private static final float COVER = 0.5f;
  private static final float GOLDEN = 0.618034f;
  private static final int FONT = 13;

  private final FittedView view;
  private final List<String> labels;
  private final int scale;
  private final BufferedImage image;

  private AnswerDrawing(FittedView view, List<String> labels) {
    Pixels picture = view.picture();
    int side = Math.max(picture.width(), picture.height());
    this.view = view;
    this.labels = labels;
    this.scale = Math.max(1, (LEAST_SIDE + side - 1) / side);
    this.image =
        new BufferedImage(
            scale * picture.width(), scale * picture.height(), BufferedImage.TYPE_INT_RGB);
  }

  /** The picture that the model saw with an answer on it. */
  static BufferedImage of(FittedView view, List<String> labels, Reading reading) {
    AnswerDrawing drawing = new AnswerDrawing(view, labels);
    Graphics2D pen = drawing.image.createGraphics();
    try {
      pen.drawImage(
          view.picture().toImage(),
          0,
          0,
          drawing.image.getWidth(),
          drawing.image.getHeight(),
          null);
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT));
      drawing.draw(pen, reading);
    } finally {
      pen.dispose();
    }
    return drawing.image;
  }

  private void draw(Graphics2D pen, Reading reading) {
    if (reading instanceof Boxes boxes) {
      FoundBox.of(boxes, labels, Optional.of(view)).forEach(box -> draw(pen, box));
    } else if (reading instanceof ClassMask mask) {
      draw(pen, mask);
    } else if (reading instanceof AnomalyMap map) {
      draw(pen, map);
    } else if (reading instanceof ClassScores scores) {
      Ranked best = TopClasses.of(scores, labels, 1).get(0);
      caption(pen, 0, 0, Color.BLACK, words(best.label(), scores.share(best.index())));
    }
  }

  private void draw(Graphics2D pen, FoundBox box) {
    int left = (int) Math.round(scale * box.left());
    int top = (int) Math.round(scale * box.top());
    int width = (int) Math.round(scale * (box.right() - box.left()));
    int height = (int) Math.round(scale * (box.bottom() - box.top()));
    pen.setColor(colour(box.index()));
    pen.setStroke(new BasicStroke(2));
    pen.drawRect(left, top, Math.max(1, width - 1), Math.max(1, height - 1));
    caption(pen, left, top - FONT - 4, colour(box.index()), words(box.label(), box.score()));
  }

  /** Class 0, which mostly stands for the background, stays as it is. */
  private void draw(Graphics2D pen, ClassMask mask) {
    BufferedImage cover =
        new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        int found = mask.at(x, y);
        cover.setRGB(x, y, found == 0 ? 0 : colour(found).getRGB());
      }
    }
    cover(pen, cover);
    int line = 0;
    for (int found : mask.shares().keySet()) {
      if (found != 0 && line < image.getHeight() / (FONT + 5)) {
        String name = TopClasses.name(found, labels);
        caption(pen, 0, line++ * (FONT + 4), colour(found), name);
      }
    }
  }

  private void draw(Graphics2D pen, AnomalyMap map) {
    if (map.hasMap()) {
      cover(pen, heat(map));
    }
    caption(pen, 0, 0, Color.BLACK, String.format(Locale.ROOT, "anomaly score %.3g", map.score()));
  }

  private static BufferedImage heat(AnomalyMap map) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < map.width() * map.height(); i++) {
      float value = map.at(i % map.width(), i / map.width());
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    BufferedImage heat = new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        float share = high > low ? (map.at(x, y) - low) / (high - low) : 0;
        heat.setRGB(x, y, Color.HSBtoRGB((1 - share) * 2 / 3, 1, 1));
      }
    }
    return heat;
  }

  /** What lies in the model's input, over the part of the picture that the model saw. */
  private void cover(Graphics2D pen, BufferedImage cover) {
    Composite before = pen.getComposite();
    pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, COVER));
    pen.drawImage(
        cover,
        (int) Math.round(scale * view.left()),
        (int) Math.round(scale * view.top()),
        (int) Math.round(scale * view.width()),
        (int) Math.round(scale * view.height()),
        null);
    pen.setComposite(before);
  }

  /** Words on a ground of a colour, moved into the picture where they would stick out. */
  private void caption(Graphics2D pen, int left, int top, Color ground, String words) {
    int width = pen.getFontMetrics().stringWidth(words) + 6;
    int height = FONT + 4;
    int x = Math.max(0, Math.min(left, image.getWidth() - width));
    int y = Math.max(0, Math.min(top, image.getHeight() - height));
    pen.setColor(ground);
    pen.fillRect(x, y, width, height);
    pen.setColor(isLight(ground) ? Color.BLACK : Color.WHITE);
    pen.drawString(words, x + 3, y + FONT);
  }

  private static boolean isLight(Color colour) {
    return 0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue() > 140;
  }

  private static String words(String label, double score) {
    return String.format(Locale.ROOT, "%s %.2f", label, score);
  }

  /** Colours of classes that follow each other lie far apart. */
  private static Color colour(int index) {
    return Color.getHSBColor(index * GOLDEN % 1, 0.85f, 0.95f);
  }
}
