/**
 * The command {@code demo}: all eight stages on one machine, with an emulated device and link, and
 * the measured latencies beside the predicted ones.
 */
package org.scissionlite.cli.demo;
