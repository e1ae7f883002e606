/**
 * Stage 8 of 8 - offload, where an edge's bundles come from: folders by name, one that is watched,
 * the calls that load and unload them, and the service that hands them out.
 */
package org.scissionlite.offload.edge.repository;
