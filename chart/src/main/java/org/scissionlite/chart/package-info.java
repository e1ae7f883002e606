/**
 * Shared by stages 4 and 8 - chart: figures of a plan or a measurement in, pictures out (PNG and
 * SVG).
 *
 * <p>Each picture is a record of plain numbers with a method that draws it.
 */
package org.scissionlite.chart;
