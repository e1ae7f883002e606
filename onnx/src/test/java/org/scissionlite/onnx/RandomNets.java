package org.scissionlite.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ModelGraph;

/** Random networks of one or two inputs and outputs: chains, residual and dense parts, branches. */
public final class RandomNets {
  private static final int CHANNELS = 4;
  private final List<String> tensors = new ArrayList<>();
  private final List<Integer> channels = new ArrayList<>();

  /** The network of a seed; called once. */
  public ModelGraph of(long seed) {
    Random random = new Random(seed);
    SmallModels net = new SmallModels(17).input("x", 1, CHANNELS, 6, 6);
    add("x", CHANNELS);
    if (random.nextBoolean()) {
      net.input("x2", 1, CHANNELS, 6, 6);
      add("x2", CHANNELS);
    }
    for (int i = 0; i < 12; i++) {
      addNode(net, "n" + i, random);
    }
    List<String> outputs = new ArrayList<>(List.of(tensors.get(tensors.size() - 1)));
    if (random.nextBoolean()) {
      outputs.add("n6");
    }
    return net.graph(outputs.toArray(String[]::new));
  }

  private void addNode(SmallModels net, String name, Random random) {
    int last = tensors.size() - 1;
    int other = last - random.nextInt(Math.min(4, tensors.size()));
    switch (random.nextInt(5)) {
      case 0 -> {
        net.weight("w" + name, CHANNELS, channels.get(last), 3, 3);
        net.node(
            name,
            "Conv",
            List.of(tensors.get(last), "w" + name),
            Map.of("pads", Attribute.ints(1, 1, 1, 1)));
        add(name, CHANNELS);
      }
      case 1 -> {
        net.weight("w" + name, CHANNELS, channels.get(other), 1, 1);
        net.node(name, "Conv", List.of(tensors.get(other), "w" + name), Map.of());
        add(name, CHANNELS);
      }
      case 2 -> {
        boolean fits = channels.get(last).equals(channels.get(other));
        net.node(
            name, "Add", List.of(tensors.get(last), tensors.get(fits ? other : last)), Map.of());
        add(name, channels.get(last));
      }
      case 3 -> {
        net.node(
            name,
            "Concat",
            List.of(tensors.get(last), tensors.get(other)),
            Map.of("axis", Attribute.of(1L)));
        add(name, channels.get(last) + channels.get(other));
      }
      default -> {
        net.node(name, "Tanh", List.of(tensors.get(last)), Map.of());
        add(name, channels.get(last));
      }
    }
  }

  private void add(String tensor, int count) {
    tensors.add(tensor);
    channels.add(count);
  }
}
