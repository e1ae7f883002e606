/**
 * Stage 3 of 8 - profile: benchmark files of the Python predecessors in, profiles out.
 *
 * <p>Their {@code .dat} files are Python pickles of three formats: Scission, ScissionTL on
 * TensorFlow, and ScissionTL on Triton. {@link org.scissionlite.profile.dat.DatFile} reads them
 * with a reader that knows the few operations such a file needs and refuses all others.
 */
package org.scissionlite.profile.dat;
