/**
 * The headline, measured: one model on a weak device and an edge, in every way that competes, over
 * an emulated link between two network namespaces, each prediction beside its measurement. Serves
 * stages 3 to 8 of 8.
 */
package org.scissionlite.benchmarks.experiment;
