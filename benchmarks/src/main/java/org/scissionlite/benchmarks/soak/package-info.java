/** Device and edge at full rate for a long time: their memory must stay flat. */
package org.scissionlite.benchmarks.soak;
