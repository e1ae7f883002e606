package org.scissionlite.model;

import java.util.List;

/**
 * A model with its identity.
 *
 * @param name the file's name without its ending, or the architecture's
 * @param sha256 of the ONNX file, in lower-case hexadecimal digits: profiles, plans and bundles
 *     name the model by it
 * @param graph the network, brought to one modern opset, with concrete shapes
 * @param leftAside outputs of the file that the graph has not, as their type is none of tensors of
 *     numbers
 */
public record Model(String name, String sha256, ModelGraph graph, List<String> leftAside) {
  public Model {
    leftAside = List.copyOf(leftAside);
  }

  /** A model all of whose outputs are served. */
  public Model(String name, String sha256, ModelGraph graph) {
    this(name, sha256, graph, List.of());
  }
}
