/** Tables, pictures and the page that tell what was measured. Serves stage 8 of 8. */
package org.scissionlite.benchmarks.experiment.report;
