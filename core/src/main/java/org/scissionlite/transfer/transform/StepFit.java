package org.scissionlite.transfer.transform;

import org.scissionlite.transfer.FittedTransferLayer;

/**
 * What was learned of one step.
 *
 * @param step of the quantiser
 * @param scales 1 / step of each coefficient of a tile
 * @param values what a level is worth
 * @param correction of the channels that the edge restores
 * @param classes of the coefficients
 * @param layer the TL of this step alone
 */
@SuppressWarnings("ArrayRecordComponent")
record StepFit(
    double step,
    float[] scales,
    Reconstruction values,
    ChannelCorrection correction,
    CoefficientClasses classes,
    FittedTransferLayer layer) {}
