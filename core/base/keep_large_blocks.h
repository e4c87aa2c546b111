#ifndef MORTISE_CORE_BASE_KEEP_LARGE_BLOCKS_H_
#define MORTISE_CORE_BASE_KEEP_LARGE_BLOCKS_H_

namespace mortise {

// Tells the C library to keep freed blocks of up to 32 MiB, at most 128 MiB in
// all, for the next ones of their size.  Without it each message of a MiB
// takes its memory from the kernel, page fault by page fault, and gives it
// back.  A setting of the whole process, hence for programs, not libraries:
// call it first in main().
void KeepLargeBlocks();

}  // namespace mortise

#endif  // MORTISE_CORE_BASE_KEEP_LARGE_BLOCKS_H_
