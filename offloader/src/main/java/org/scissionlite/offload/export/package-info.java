/**
 * Stage 8 of 8 - offload, by other servers: bundles as NVIDIA Triton and KServe take them.
 *
 * <p>{@link org.scissionlite.offload.export.TritonRepository} writes edge slices as a model
 * repository, {@link org.scissionlite.offload.export.InferenceServiceManifest} what Kubernetes is
 * told.
 */
package org.scissionlite.offload.export;
