/** What the first images of a device and an edge take that have just begun. */
package org.scissionlite.benchmarks.first;
