package org.scissionlite.profile.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.scissionlite.model.Tensor;
import org.scissionlite.profile.ProfileChecks;

/**
 * What is alive at a cut on one or more inputs, by tensor. One input alone is noise; several are
 * images: transfer layers learn from every second of them, and their bytes are counted on the
 * others.
 *
 * @param all one map an input, at least one
 */
record ExampleInputs(List<Map<String, Tensor>> all) {
  ExampleInputs {
    all = List.copyOf(all);
    int count = all.size();
    ProfileChecks.atLeast(1, count, "number of examples");
  }

  boolean areImages() {
    return all.size() > 1;
  }

  /** To which layers are fitted. */
  List<Map<String, Tensor>> fitted() {
    return every(0);
  }

  /** On which bytes are counted. */
  List<Map<String, Tensor>> counted() {
    return areImages() ? every(1) : all;
  }

  private List<Map<String, Tensor>> every(int first) {
    return IntStream.iterate(first, i -> i < all.size(), i -> i + 2).mapToObj(all::get).toList();
  }

  /** With which times are measured. */
  Map<String, Tensor> timed() {
    return counted().get(0);
  }

  /** The others than that one, in order. */
  List<Map<String, Tensor>> untimed() {
    List<Map<String, Tensor>> others = new ArrayList<>(all);
    others.remove(areImages() ? 1 : 0);
    return others;
  }

  /** These examples with what they become, the timed one's own result apart. */
  static ExampleInputs of(Map<String, Tensor> timed, List<Map<String, Tensor>> untimed) {
    List<Map<String, Tensor>> all = new ArrayList<>(untimed);
    all.add(Math.min(1, untimed.size()), timed);
    return new ExampleInputs(all);
  }
}
