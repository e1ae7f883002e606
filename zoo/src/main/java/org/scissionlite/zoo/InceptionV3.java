package org.scissionlite.zoo;

import static org.scissionlite.zoo.InceptionLayers.conv;
import static org.scissionlite.zoo.InceptionLayers.maxPool;
import static org.scissionlite.zoo.InceptionLayers.pooled;

import org.scissionlite.zoo.layer.LayerOutput;
import org.scissionlite.zoo.layer.Window;

/**
 * Inception v3 (Szegedy and others 2016, "Rethinking the Inception Architecture for Computer
 * Vision").
 */
record InceptionV3() implements Architecture.Body {
  private static final Window ROW = Window.same(1, 7);
  private static final Window COLUMN = Window.same(7, 1);

  @Override
  public LayerOutput on(LayerOutput image, ZooOptions options) {
    LayerOutput x = InceptionLayers.stem(image);
    x = wide(x, "mixed0", 32);
    x = wide(x, "mixed1", 64);
    x = wide(x, "mixed2", 64);
    x = firstReduction(x, "mixed3");
    x = factorised(x, "mixed4", 128);
    x = factorised(x, "mixed5", 160);
    x = factorised(x, "mixed6", 160);
    x = factorised(x, "mixed7", 192);
    x = secondReduction(x, "mixed8");
    x = expanded(x, "mixed9", "mixed9_0");
    x = expanded(x, "mixed10", "mixed9_1");
    return x.globalAveragePool("avg_pool").classify("predictions", options.classes());
  }

  /** 35 x 35 points: windows of 1, 5 and twice 3. */
  private static LayerOutput wide(LayerOutput x, String name, int pooledFilters) {
    LayerOutput one = conv(x, Window.same(1), 64);
    LayerOutput five = conv(x, 48, Window.same(5), 64);
    LayerOutput twiceThree = conv(conv(x, 64, Window.same(3), 96), Window.same(3), 96);
    return one.concat(name, five, twiceThree, pooled(x, pooledFilters));
  }

  private static LayerOutput firstReduction(LayerOutput x, String name) {
    LayerOutput three = conv(x, Window.valid(3).by(2), 384);
    LayerOutput twiceThree = conv(conv(x, 64, Window.same(3), 96), Window.valid(3).by(2), 96);
    return three.concat(name, twiceThree, maxPool(x));
  }

  /** 17 x 17 points: windows of 7 as a row and a column. */
  private static LayerOutput factorised(LayerOutput x, String name, int inner) {
    LayerOutput one = conv(x, Window.same(1), 192);
    LayerOutput seven = conv(conv(x, inner, ROW, inner), COLUMN, 192);
    LayerOutput twiceSeven = conv(conv(x, inner, COLUMN, inner), ROW, inner);
    twiceSeven = conv(conv(twiceSeven, COLUMN, inner), ROW, 192);
    return one.concat(name, seven, twiceSeven, pooled(x, 192));
  }

  private static LayerOutput secondReduction(LayerOutput x, String name) {
    LayerOutput three = conv(x, 192, Window.valid(3).by(2), 320);
    LayerOutput seven = conv(conv(x, 192, ROW, 192), COLUMN, 192);
    seven = conv(seven, Window.valid(3).by(2), 192);
    return three.concat(name, seven, maxPool(x));
  }

  /** 8 x 8 points: a row and a column of 3, side by side. */
  private static LayerOutput expanded(LayerOutput x, String name, String innerName) {
    LayerOutput one = conv(x, Window.same(1), 320);
    LayerOutput narrow = conv(x, Window.same(1), 384);
    LayerOutput three = sideBySide(narrow, innerName);
    LayerOutput narrowTwice = conv(x, 448, Window.same(3), 384);
    LayerOutput twiceThree = sideBySide(narrowTwice, "");
    return one.concat(name, three, twiceThree, pooled(x, 192));
  }

  private static LayerOutput sideBySide(LayerOutput x, String name) {
    LayerOutput row = conv(x, Window.same(1, 3), 384);
    LayerOutput column = conv(x, Window.same(3, 1), 384);
    return row.concat(name.isEmpty() ? x.unnamed("concatenate") : name, column);
  }
}
