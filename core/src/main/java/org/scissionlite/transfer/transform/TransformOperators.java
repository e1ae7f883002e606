package org.scissionlite.transfer.transform;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.Fragment;
import org.scissionlite.transfer.FragmentBuilder;

/**
 * The operators of a linear transform of feature maps: a 1x1 convolution that mixes the channels,
 * and a cosine transform of square tiles as two matrix products.
 *
 * <p>Components and frequencies that a step leaves nothing of are not computed: the wire tensor
 * then has fewer channels than the map, and shorter sides.
 *
 * <p>[1,192,14,14]: 192 * 192 * 196 = 7,225,344 multiply-adds for the channels, and 192 * 196 * 28
 * = 1,053,696 for one tile of 14x14.
 *
 * @param cut the tensor at the cut, float32 [1,C,H,W]
 * @param basis of the channels
 * @param rows tiles along the height
 * @param columns tiles along the width
 */
record TransformOperators(TensorSpec cut, ChannelBasis basis, Tiling rows, Tiling columns) {
  private static final int FEW_CHANNELS = 16;

  /** The same transform of another basis. */
  TransformOperators with(ChannelBasis other) {
    return new TransformOperators(cut, other, rows, columns);
  }

  /** The transform that computes the first components and the lowest frequencies alone. */
  TransformOperators within(TileIndex kept) {
    return new TransformOperators(cut, basis.first(kept.channels()), kept.rows(), kept.columns());
  }

  /** The coefficients of a feature map, unquantised, laid out like the map. */
  Fragment analysis() {
    FragmentBuilder chain = new FragmentBuilder(cut, cut.name() + "/analysis/");
    analyse(chain);
    return wireShaped(chain).build(ElementType.FLOAT32, wireShape());
  }

  /**
   * DeviceTL: coefficients times scales, rounded with a dead zone.
   *
   * @param scales [C,1,h,1,w] with h and w a tile's sides: 1 / step of each coefficient
   */
  Fragment encoder(Tensor scales, ElementType wireType) {
    FragmentBuilder chain = new FragmentBuilder(cut, cut.name() + "/DeviceTL/");
    analysedRows(chain)
        .timesRepeated("scaled", scales, rowsOfTiles(), rowShape())
        .levelsWithoutBranches(wireType);
    return wireShaped(chain).cast("coefficients", wireType).build(wireType, wireShape());
  }

  /** The coefficients, unquantised, in rows of tiles. */
  FragmentBuilder analysedRows(FragmentBuilder chain) {
    analyse(chain);
    return rowShaped(chain);
  }

  /**
   * Coefficients in rows of tiles, times a factor for each of a tile.
   *
   * @param factors [1,C,1,h,1,w]
   */
  FragmentBuilder scaledRows(FragmentBuilder chain, String factors) {
    List<Integer> dims = new ArrayList<>(rowShape().dims());
    dims.add(0, 1);
    return chain.timesRepeatedTensor("scaled", factors, rowsOfTiles(), new Shape(dims));
  }

  private void analyse(FragmentBuilder chain) {
    int n = basis.channels();
    float[] forward = basis.forward();
    float[] mean = basis.mean();
    float[] bias = new float[basis.components()];
    for (int i = 0; i < bias.length; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum -= (double) forward[i * n + j] * mean[j];
      }
      bias[i] = (float) sum;
    }
    mixed(chain, forward, bias);
    cosines(chain, false);
  }

  /** A convolution of few channels takes several times as long as the matrix product that it is. */
  private void mixed(FragmentBuilder chain, float[] matrix, float[] bias) {
    int n = basis.channels();
    if (n < FEW_CHANNELS) {
      chain
          .reshape("positions", -1, n, (long) rows.length() * columns.length())
          .leftProduct("mixed", Tensor.ofFloats(Shape.of(bias.length, n), matrix))
          .then("channels", "Add", Tensor.ofFloats(Shape.of(bias.length, 1), bias));
    } else {
      Tensor kernel = Tensor.ofFloats(Shape.of(bias.length, n, 1, 1), matrix);
      chain.then("channels", "Conv", kernel, Tensor.ofFloats(Shape.of(bias.length), bias));
    }
  }

  /**
   * EdgeTL up to the activation: levels to values, inverse transforms, mean.
   *
   * @param values what a level and the sign of a level are worth at each coefficient
   */
  FragmentBuilder decoder(TensorSpec wire, Reconstruction values) {
    FragmentBuilder chain = new FragmentBuilder(wire, cut.name() + "/EdgeTL/");
    chain.cast("levels", ElementType.FLOAT32);
    tileShaped(chain);
    String levels = chain.current();
    chain.then("signs", "Sign").then("offsets", "Mul", values.offsets());
    String offsets = chain.current();
    chain.from(levels).then("steps", "Mul", values.steps()).plus("values", offsets);
    cosines(chain, true);
    mapShaped(chain);
    Tensor mean = Tensor.ofFloats(Shape.of(basis.channels()), basis.mean());
    return chain.then("map", "Conv", backward(), mean);
  }

  /** Values of coefficients in tiles back to channels, without the mean. */
  FragmentBuilder restored(FragmentBuilder chain) {
    cosines(chain, true);
    return mapShaped(chain).then("channels", "Conv", backward());
  }

  private Tensor backward() {
    Shape kernel = Shape.of(basis.channels(), basis.components(), 1, 1);
    return Tensor.ofFloats(kernel, basis.backward());
  }

  private Shape wireShape() {
    return Shape.of(cut.shape().dim(0), basis.components(), rows.coded(), columns.coded());
  }

  /** The cosine transform along both sides of each tile, or its inverse. */
  private void cosines(FragmentBuilder chain, boolean inverse) {
    if (columns.period() > 1) {
      Tensor matrix = matrix(columns, !inverse);
      chain
          .reshape("rows", -1, inverse ? columns.frequencies() : columns.period())
          .then("alongRows", "MatMul", matrix);
    }
    if (rows.period() > 1) {
      int height = inverse ? rows.frequencies() : rows.period();
      chain
          .reshape("columns", -1, height, inverse ? columns.length() : columns.coded())
          .leftProduct("alongColumns", matrix(rows, inverse));
    }
  }

  private static Tensor matrix(Tiling tiling, boolean transposed) {
    int frequencies = tiling.frequencies();
    int period = tiling.period();
    float[] matrix = tiling.matrix();
    if (!transposed) {
      return Tensor.ofFloats(Shape.of(frequencies, period), matrix);
    }
    float[] values = new float[matrix.length];
    for (int i = 0; i < period; i++) {
      for (int k = 0; k < frequencies; k++) {
        values[i * frequencies + k] = matrix[k * period + i];
      }
    }
    return Tensor.ofFloats(Shape.of(period, frequencies), values);
  }

  void tileShaped(FragmentBuilder chain) {
    chain.reshape(
        "tiles",
        -1,
        basis.components(),
        rows.repeats(),
        rows.frequencies(),
        columns.repeats(),
        columns.frequencies());
  }

  /** Rows of tiles: what a constant is repeated to for them is passed over in long runs. */
  private FragmentBuilder rowShaped(FragmentBuilder chain) {
    return chain.reshape(
        "rowsOfTiles", -1, basis.components(), rows.repeats(), rows.frequencies(), columns.coded());
  }

  private Shape rowsOfTiles() {
    return Shape.of(
        basis.components(), 1, rows.frequencies(), columns.repeats(), columns.frequencies());
  }

  private Shape rowShape() {
    return Shape.of(basis.components(), 1, rows.frequencies(), columns.coded());
  }

  private FragmentBuilder mapShaped(FragmentBuilder chain) {
    return chain.reshape("mapped", -1, basis.components(), rows.length(), columns.length());
  }

  private FragmentBuilder wireShaped(FragmentBuilder chain) {
    return chain.reshape("mapped", -1, basis.components(), rows.coded(), columns.coded());
  }

  /** How many coefficients a map becomes. */
  int coefficients() {
    return basis.components() * rows.coded() * columns.coded();
  }

  /** The shape of a value for each coefficient of a tile, which broadcasts over the tiles. */
  Shape tileShape() {
    return Shape.of(basis.components(), 1, rows.frequencies(), 1, columns.frequencies());
  }
}
