/** Whether the command {@code device} runs one scenario or the one that suits the link. */
package org.scissionlite.cli.offload.policy;
