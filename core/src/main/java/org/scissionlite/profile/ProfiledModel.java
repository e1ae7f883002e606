package org.scissionlite.profile;

/**
 * The model of a profile.
 *
 * @param name as the user knows it
 * @param sha256 of its ONNX file
 * @param layers how many, with the input
 */
public record ProfiledModel(String name, String sha256, int layers) {}
