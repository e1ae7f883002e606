package org.scissionlite.cli.report;

import java.util.List;

/**
 * What a page shows; its JSON stands in the page.
 *
 * @param source what it was made of: "plan" or "bundle"
 * @param model which
 * @param verdict of 'optimise'; empty where it was not asked
 * @param asked what was asked; null where nothing was planned
 * @param considered how many ways the planner looked at, where only the best of them are in the
 *     table; else 0
 * @param table the ways that compete; null where nothing was planned
 * @param measured transfer layers that were measured on images
 * @param attacks what was rebuilt of pictures
 * @param scenarios of a bundle
 * @param notes what else should be known
 * @param provenance where it comes from
 */
record PageData(
    String source,
    ModelLine model,
    String verdict,
    Asked asked,
    long considered,
    WayTable table,
    List<MeasuredLayer> measured,
    List<Attack> attacks,
    List<ScenarioLine> scenarios,
    List<String> notes,
    Provenance provenance) {

  /**
   * A model.
   *
   * @param sha256 of its ONNX file
   * @param blocks how many
   * @param cuts the name of the cut before each block, the input first, as far as they are known:
   *     null elsewhere
   */
  record ModelLine(String name, String sha256, int blocks, List<String> cuts) {}

  /**
   * A scenario of a bundle.
   *
   * @param wire what crosses, in words
   * @param deviceBytes of the device slice
   * @param edgeBytes of the edge slice
   */
  record ScenarioLine(
      String name,
      String cut,
      String transferLayer,
      List<String> wire,
      long deviceBytes,
      long edgeBytes) {}
}
