package org.scissionlite.model;

/**
 * A model with its identity.
 *
 * @param name the file's name without its ending, or the architecture's
 * @param sha256 of the ONNX file, in lower-case hexadecimal digits: profiles, plans and bundles
 *     name the model by it
 * @param graph the network, brought to one modern opset, with concrete shapes
 */
public record Model(String name, String sha256, ModelGraph graph) {}
