/** Stage 8 of 8 on the command line: how an edge executes requests. */
package org.scissionlite.cli.offload.work;
