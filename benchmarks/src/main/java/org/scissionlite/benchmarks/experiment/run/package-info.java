/** What runs in the two network namespaces, and who starts it. Serves stages 3 to 8 of 8. */
package org.scissionlite.benchmarks.experiment.run;
