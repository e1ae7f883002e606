/**
 * The command {@code report}: a plan or a bundle in, one HTML page out, whose JavaScript plans
 * again when its sliders are moved.
 *
 * <p>Java writes the data into the page as JSON ({@link org.scissionlite.cli.report.PageData});
 * everything that is seen is built from it in the page, by the scripts in the resources of this
 * package. Their numbers are the planner's.
 */
package org.scissionlite.cli.report;
