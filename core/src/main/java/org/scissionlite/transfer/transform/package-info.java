/**
 * Stage 5 of 8 - transfer, its transform: samples of a feature map in, the basis in which few
 * coefficients say most about it out.
 *
 * <p>Plain arithmetic on flat arrays; the operators that apply a basis are made in the package
 * above.
 */
package org.scissionlite.transfer.transform;
