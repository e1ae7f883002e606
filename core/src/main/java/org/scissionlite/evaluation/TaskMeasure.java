package org.scissionlite.evaluation;

/**
 * A measure of a task, of one subject on all images.
 *
 * @param name such as "mAP 0.5:0.95"
 * @param labelled whether it is against labels; else against the uncut model
 * @param points 0 to 100; null where the images do not define it, such as an AUROC of sound ones
 * @param difference to the uncut model, by bootstrap; null where there is none
 */
public record TaskMeasure(
    String name, boolean labelled, Double points, PairedDifference difference) {}
