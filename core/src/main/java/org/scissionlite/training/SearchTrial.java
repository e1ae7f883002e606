package org.scissionlite.training;

/**
 * A transfer layer tried on images.
 *
 * @param spec of the layer
 * @param images it was tried on
 * @param meanBytes payload bytes an image, checksum included
 * @param dropPoints top-1 accuracy lost against the uncut model on the same images, in percentage
 *     points; the share of answers that changed where there are no labels
 * @param halfWidthPoints half of the drop's 95 % interval (paired, normal approximation)
 * @param agreementPercent how many answers are those of the uncut model
 */
public record SearchTrial(
    String spec,
    int images,
    double meanBytes,
    double dropPoints,
    double halfWidthPoints,
    double agreementPercent) {}
