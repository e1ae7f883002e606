package org.scissionlite.profile.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.scissionlite.block.Cut;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.model.TensorType;
import org.scissionlite.profile.LayerCost;

/**
 * The costs of layers that were not fitted, by what crosses the cut: they depend on its shape
 * alone, so of MobileNet's 85 cuts only 19 have to be measured.
 */
final class TypicalCosts {
  private final Map<Place, LayerCost> known = new HashMap<>();

  private record Place(String spec, List<TensorType> tensors) {}

  /** The cost of a layer at a cut, measured where no cut before was alike. */
  LayerCost at(Cut cut, String spec, Supplier<LayerCost> measurement) {
    Place place = new Place(spec, cut.tensors().stream().map(TensorSpec::type).toList());
    LayerCost cost = known.get(place);
    if (cost == null) {
      cost = measurement.get();
      known.put(place, cost);
    }
    return cost;
  }
}
