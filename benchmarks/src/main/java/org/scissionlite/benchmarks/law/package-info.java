/**
 * The law of prediction: what a plan says a request takes, held against requests of a real device
 * and edge process over an emulated link between two network namespaces. Serves stages 4 and 8 of
 * 8.
 */
package org.scissionlite.benchmarks.law;
