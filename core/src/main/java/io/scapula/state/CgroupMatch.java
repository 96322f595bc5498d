package io.scapula.state;

/**
 * What a thread's cgroups say about its container.
 *
 * @param type        the engine whose pattern matched
 * @param containerId the id as fields show it, 12 characters for engines with hexadecimal ids
 * @param fullId      the whole id as the path holds it
 * @param podUid      Kubernetes' uid of the pod, empty if the path holds none
 */
record CgroupMatch(ContainerType type, String containerId, String fullId, String podUid) {}
