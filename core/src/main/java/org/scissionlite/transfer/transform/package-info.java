/**
 * Stage 5 of 8 - transfer, its transform: samples of a feature map in, the basis in which few
 * coefficients say most about it out.
 *
 * <p>Plain arithmetic, single-threaded and strict, so that the same samples give the same bytes on
 * every machine; the operators that apply a basis are made in the package above.
 */
package org.scissionlite.transfer.transform;
