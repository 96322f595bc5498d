package io.scapula.format.block;

/** A block that is not an event. A {@link SectionHeader} resets everything that earlier blocks told. */
public sealed interface MetadataBlock
        permits SectionHeader, MachineInfo, ProcessList, FdList, InterfaceList, UserList, UnknownBlock, Gap {}
