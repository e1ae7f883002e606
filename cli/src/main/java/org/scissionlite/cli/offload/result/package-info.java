/** What the command {@code device} tells of each picture: as text, JSON, a line of JSON. */
package org.scissionlite.cli.offload.result;
