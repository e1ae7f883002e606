/**
 * Stage 6 of 8 - training, its batches: examples in, batches on libtorch out, varied, and with a
 * teacher's answers.
 */
package org.scissionlite.trainer.batch;
