package org.scissionlite.cli.demo;

import org.scissionlite.evaluation.PairedDifference;
import org.scissionlite.evaluation.SubjectReport;

/**
 * How often the steel classifier is right when it is run in some way.
 *
 * @param cut after which it is cut, or "-"
 * @param transferLayer at the cut, or "-"
 * @param meanBytes payload bytes an image
 * @param images of the test
 * @param top1Percent of them whose class is right
 * @param difference to the uncut classifier on the same images
 */
public record SteelAccuracy(
    String cut,
    String transferLayer,
    double meanBytes,
    int images,
    double top1Percent,
    PairedDifference difference) {

  static SteelAccuracy of(String cut, String transferLayer, SubjectReport measured) {
    return new SteelAccuracy(
        cut,
        transferLayer,
        measured.bytes().mean(),
        measured.accuracy().images(),
        measured.accuracy().top1Percent(),
        measured.accuracy().difference());
  }
}
