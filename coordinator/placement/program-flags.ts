/**
 * Which of a host's `cpu-flags` matter to programs in memory images. Most flags of x86 are about the kernel (page tables, mitigations,
 * virtualization) and differ between hosts on which the same programs run well; only what adds instructions that programs may have
 * found at their start must be there again. Names: arch/x86/include/asm/cpufeatures.h of Linux.
 */
const X86_FAMILIES = /^(?:avx|amx_|sse|xsave(?:opt|c)?$)/;
const X86_FLAGS: ReadonlySet<string> = new Set(
  [
    'fpu cx8 cx16 cmov mmx mmxext 3dnow 3dnowext 3dnowprefetch fxsr fxsr_opt pni ssse3 misalignsse popcnt lahf_lm movbe',
    'aes pclmulqdq f16c rdrand rdseed fma fma4 xop tbm bmi1 bmi2 abm adx sha_ni sha512 sm3 sm4 gfni vaes vpclmulqdq',
    'xgetbv1 fsgsbase rdpid rdtscp tsc clflush clflushopt clwb clzero mwaitx waitpkg serialize movdiri movdir64b cldemote',
    'rtm hle lwp ptwrite pku ospke cmpccxadd raoint user_shstk syscall lm',
  ].flatMap((line) => line.split(' ')),
);

/** The flags that images made on such a host need, sorted. Those of other architectures are all for programs (hwcaps). Pure. */
export function programFlags(architecture: string, cpuFlags: string): string[] {
  const flags = cpuFlags.split(/\s+/).filter((flag) => flag !== '');
  if (architecture !== 'x64' && architecture !== 'ia32') return flags.sort();
  return flags.filter((flag) => X86_FAMILIES.test(flag) || X86_FLAGS.has(flag)).sort();
}
