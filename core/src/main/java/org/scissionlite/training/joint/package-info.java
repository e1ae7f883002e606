/** Stage 6 of 8 - training: the transfer layers of a cut of several tensors, chosen together. */
package org.scissionlite.training.joint;
