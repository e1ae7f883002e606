package org.scissionlite.training;

import org.scissionlite.transfer.InsertedModel;

/**
 * A model whose transfer layer was trained, ready to be split and bundled.
 *
 * @param inserted the model with the trained weights; its codec's tables are learned anew from what
 *     the trained DeviceTL sends
 * @param trainingBytes payload bytes an image on the training images, checksum included
 * @param report how it came about
 */
public record TrainedTransferLayer(
    InsertedModel inserted, double trainingBytes, TrainingReport report) {}
