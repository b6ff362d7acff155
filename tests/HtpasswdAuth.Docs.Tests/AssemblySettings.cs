// Console blocks are run in a current directory of their own, of which a process has only one.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
