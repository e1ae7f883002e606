/** The packages of device and edge, as the build made them. */
package org.scissionlite.distribution;
