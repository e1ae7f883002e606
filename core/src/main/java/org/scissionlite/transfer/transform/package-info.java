/**
 * Stage 5 of 8 - transfer, transform coding: samples of a feature map in, the basis in which few
 * coefficients say most about it and the operators that apply it out.
 */
package org.scissionlite.transfer.transform;
