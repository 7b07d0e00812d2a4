package org.kohsuke.accmod.restrictions;

public class ProtectedExternally extends None {}
