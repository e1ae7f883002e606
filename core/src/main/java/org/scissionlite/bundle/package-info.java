/**
 * Stage 7 of 8 - bundle: model with transfer layers in it in, bundle folder out (the paper's
 * Splitter and Pretrained Model).
 */
package org.scissionlite.bundle;
