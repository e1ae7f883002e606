/** The layers that architectures are built of, with seeded weights, and the network of them. */
package org.scissionlite.zoo.layer;
