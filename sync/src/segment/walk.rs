//! Steps over what postcard wrote, without building anything of it.

/// Bytes, and how far they are read. Every step answers `None` where the bytes end too early or say what cannot be.
pub(super) struct Walk<'a> {
    pub all: &'a [u8],
    pub at: usize,
}

impl<'a> Walk<'a> {
    pub fn new(all: &'a [u8]) -> Self {
        Self { all, at: 0 }
    }

    /// The bytes of one step.
    pub fn take(&mut self, step: impl FnOnce(&mut Self) -> Option<()>) -> Option<&'a [u8]> {
        let from = self.at;
        step(self)?;
        self.all.get(from..self.at)
    }

    pub fn number(&mut self) -> Option<u64> {
        // Nearly all are below 128.
        let first = *self.all.get(self.at)?;
        if first < 0x80 {
            self.at += 1;
            return Some(u64::from(first));
        }
        let mut value = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = *self.all.get(self.at)?;
            self.at += 1;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub fn wide(&mut self) -> Option<u128> {
        let mut value = 0;
        for shift in (0..u128::BITS).step_by(7) {
            let byte = *self.all.get(self.at)?;
            self.at += 1;
            value |= u128::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// A number with a sign.
    pub fn signed(&mut self) -> Option<i64> {
        let folded = self.number()?;
        Some((folded >> 1) as i64 ^ -((folded & 1) as i64))
    }

    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// How many follow, of which each takes a byte at least.
    pub fn count(&mut self) -> Option<usize> {
        let n = usize::try_from(self.number()?).ok()?;
        (n <= self.all.len() - self.at).then_some(n)
    }

    pub fn skip(&mut self, n: usize) -> Option<()> {
        self.at = self.at.checked_add(n).filter(|at| *at <= self.all.len())?;
        Some(())
    }

    /// An id that may be missing.
    pub fn id(&mut self) -> Option<Option<[u8; 16]>> {
        match self.number()? {
            0 => Some(None),
            1 => {
                let id = self.take(|walk| walk.skip(16))?;
                Some(Some(id.try_into().ok()?))
            }
            _ => None,
        }
    }

    pub fn text(&mut self) -> Option<()> {
        let length = usize::try_from(self.number()?).ok()?;
        self.skip(length)
    }

    pub fn optional(&mut self, one: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        match self.number()? {
            0 => Some(()),
            1 => one(self),
            _ => None,
        }
    }

    pub fn many(&mut self, one: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        (0..self.number()?).try_for_each(|_| one(self))
    }
}
