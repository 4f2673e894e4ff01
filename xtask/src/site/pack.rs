//! Packs a module for the wire: equal functions are kept once, and functions that are alike stand side by side, where
//! compression finds their likeness at a short distance. What a function does is not touched, only its number.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use anyhow::{Result, anyhow};
use wasm_encoder::reencode::{self, Reencode, RoundtripReencoder};
use wasm_encoder::{CodeSection, Function, FunctionSection, Instruction, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FunctionBody, FunctionSectionReader, KnownCustom, Name,
    NameSectionReader, Operator, Parser, Payload, TypeRef,
};

/// So many bytes in a row make two functions alike.
const SHINGLE: usize = 6;
/// So many rows of bytes stand for a function when it is compared, however long it is.
const SHINGLES: usize = 128;
/// A row of bytes that still more functions share says little about any of them.
const WIDESPREAD: usize = 400;

/// A module and what is not sent along with it.
pub struct Packed {
    /// The same module, smaller once compressed.
    pub wasm: Vec<u8>,
    /// Per line the number of a function and its name: what `wasm-function[7]` in a browser's console stands for.
    pub names: String,
}

/// Packs a module.
///
/// # Errors
/// When `wasm` is no module that its reader knows.
pub fn pack(wasm: &[u8]) -> Result<Packed> {
    let source = Source::read(wasm)?;
    let first_of_equals = source.first_of_equals()?;
    let kept: Vec<u32> = source
        .numbers()
        .filter(|number| first_of_equals[*number as usize] == *number)
        .collect();
    let shapes = kept
        .iter()
        .map(|number| source.shape(*number))
        .collect::<Result<Vec<_>>>()?;
    let order: Vec<u32> = side_by_side(&shapes)
        .into_iter()
        .map(|place| kept[place])
        .collect();

    let mut numbers: Vec<u32> = (0..source.end()).collect();
    for (new, old) in (source.imported..).zip(&order) {
        numbers[*old as usize] = new;
    }
    for (old, first) in first_of_equals.iter().enumerate() {
        numbers[old] = numbers[*first as usize];
    }
    let bodies = order
        .iter()
        .map(|old| source.renumbered(*old, |callee| numbers[callee as usize]))
        .collect::<Result<_>>()?;
    let types = order.iter().map(|old| source.type_of(*old)).collect();
    let mut names = String::new();
    for (new, old) in (source.imported..).zip(&order) {
        let name = source.names.get(old).copied().unwrap_or("");
        names.push_str(&format!("{new} {name}\n"));
    }
    let mut packed = Module::new();
    Renumbering {
        numbers,
        types,
        bodies,
    }
    .parse_core_module(&mut packed, Parser::new(0), wasm)
    .map_err(|error| anyhow!("{error}"))?;
    Ok(Packed {
        wasm: packed.finish(),
        names,
    })
}

/// What a module says of its functions. They are named by their number in it, those it imports first.
struct Source<'a> {
    imported: u32,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    names: HashMap<u32, &'a str>,
}

impl<'a> Source<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut source = Self {
            imported: 0,
            types: Vec::new(),
            bodies: Vec::new(),
            names: HashMap::new(),
        };
        for part in Parser::new(0).parse_all(wasm) {
            match part? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(import?.ty, TypeRef::Func(_)) {
                            source.imported += 1;
                        }
                    }
                }
                Payload::FunctionSection(types) => {
                    source.types = types.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => source.bodies.push(body),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        source.name(names)?;
                    }
                }
                _ => {}
            }
        }
        Ok(source)
    }

    fn name(&mut self, kinds: NameSectionReader<'a>) -> Result<()> {
        for kind in kinds {
            if let Name::Function(functions) = kind? {
                for function in functions {
                    let function = function?;
                    self.names.insert(function.index, function.name);
                }
            }
        }
        Ok(())
    }

    fn end(&self) -> u32 {
        self.imported + u32::try_from(self.bodies.len()).expect("WASM numbers functions in 32 bits")
    }

    fn numbers(&self) -> std::ops::Range<u32> {
        self.imported..self.end()
    }

    fn type_of(&self, number: u32) -> u32 {
        self.types[(number - self.imported) as usize]
    }

    /// A function's code, calling others by the numbers that `renumber` gives them.
    fn renumbered(&self, number: u32, renumber: impl Fn(u32) -> u32) -> Result<Vec<u8>> {
        let body = &self.bodies[(number - self.imported) as usize];
        let mut same = RoundtripReencoder;
        let mut written: Function = same
            .new_function_with_parsed_locals(body)
            .map_err(|error| anyhow!("{error}"))?;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let instruction = match operators.read()? {
                Operator::Call { function_index } => Instruction::Call(renumber(function_index)),
                Operator::ReturnCall { function_index } => {
                    Instruction::ReturnCall(renumber(function_index))
                }
                Operator::RefFunc { function_index } => {
                    Instruction::RefFunc(renumber(function_index))
                }
                other => same
                    .instruction(other)
                    .map_err(|error| anyhow!("{error}"))?,
            };
            written.instruction(&instruction);
        }
        Ok(written.into_raw_body())
    }

    /// A function's code without whom it calls.
    fn shape(&self, number: u32) -> Result<Vec<u8>> {
        self.renumbered(number, |_| 0)
    }

    /// For each function the first one that does the same. Functions become equal when those that they call do.
    fn first_of_equals(&self) -> Result<Vec<u32>> {
        let mut first: Vec<u32> = (0..self.end()).collect();
        loop {
            let mut found: HashMap<(u32, Vec<u8>), u32> = HashMap::new();
            let mut is_settled = true;
            let mut next = first.clone();
            for number in self.numbers() {
                if first[number as usize] != number {
                    continue;
                }
                let code = self.renumbered(number, |callee| first[callee as usize])?;
                let equal = *found.entry((self.type_of(number), code)).or_insert(number);
                is_settled &= equal == number;
                next[number as usize] = equal;
            }
            if is_settled {
                return Ok(first);
            }
            // What was equal to a function is equal to what that one is equal to.
            first = first.iter().map(|known| next[*known as usize]).collect();
        }
    }
}

/// An order of `shapes` in which each is followed by the one most like it of those that are left; where nothing is
/// alike, by the longest.
fn side_by_side(shapes: &[Vec<u8>]) -> Vec<usize> {
    let marks: Vec<Vec<u64>> = shapes.iter().map(|shape| marks_of(shape)).collect();
    let mut bearers: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, marks) in marks.iter().enumerate() {
        for mark in marks {
            bearers.entry(*mark).or_default().push(place);
        }
    }
    let mut longest: Vec<usize> = (0..shapes.len()).collect();
    longest.sort_by_key(|place| (Reverse(shapes[*place].len()), *place));

    let mut is_placed = vec![false; shapes.len()];
    let mut order = Vec::with_capacity(shapes.len());
    for start in longest {
        let mut next = (!is_placed[start]).then_some(start);
        while let Some(place) = next {
            is_placed[place] = true;
            order.push(place);
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for mark in &marks[place] {
                let bearers = bearers.get_mut(mark).expect("every mark has a bearer");
                bearers.retain(|bearer| !is_placed[*bearer]);
                for bearer in bearers.iter().take(WIDESPREAD) {
                    *shared.entry(*bearer).or_default() += 1;
                }
            }
            next = shared
                .into_iter()
                .max_by_key(|(other, n)| {
                    let all = marks[place].len() + marks[*other].len() - n;
                    (n * 1000 / all, Reverse(*other))
                })
                .map(|(other, _)| other);
        }
    }
    order
}

/// The same few rows of bytes of all that a function has, whatever else it has: the lowest by their hash.
fn marks_of(shape: &[u8]) -> Vec<u64> {
    let mut marks: Vec<u64> = shape.windows(SHINGLE.min(shape.len())).map(hash).collect();
    marks.sort_unstable();
    marks.dedup();
    marks.truncate(SHINGLES);
    marks
}

/// FNV-1a, stirred once more so that the lowest hashes are no particular bytes.
fn hash(bytes: &[u8]) -> u64 {
    let fnv = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (fnv ^ (fnv >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Copies a module with its functions renumbered, and without what says something of it rather than belonging to it.
struct Renumbering {
    /// The new number of each function.
    numbers: Vec<u32>,
    /// The functions of the module itself in their new order.
    types: Vec<u32>,
    bodies: Vec<Vec<u8>>,
}

impl Reencode for Renumbering {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        Ok(())
    }

    fn function_index(&mut self, number: u32) -> Result<u32, reencode::Error<Infallible>> {
        Ok(self.numbers[number as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        for kind in &self.types {
            functions.function(*kind);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        _: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error<Infallible>> {
        for body in &self.bodies {
            code.raw(body);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, ExportKind, ExportSection, NameMap, NameSection,
        RefType, Section, TableSection, TableType, TypeSection, ValType,
    };

    /// Functions `[] -> i32`, the last two of them exported and all of them in a table.
    fn module(bodies: &[&[Instruction<'_>]]) -> Vec<u8> {
        let n = u32::try_from(bodies.len()).expect("few");
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for body in bodies {
            functions.function(0);
            let mut function = Function::new([]);
            for instruction in body.iter().chain([&Instruction::End]) {
                function.instruction(instruction);
            }
            code.function(&function);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: u64::from(n),
            maximum: None,
            shared: false,
        });
        let mut exports = ExportSection::new();
        exports.export("a", ExportKind::Func, n - 2);
        exports.export("b", ExportKind::Func, n - 1);
        let mut elements = ElementSection::new();
        elements.active(
            None,
            &ConstExpr::i32_const(0),
            Elements::Functions((0..n).collect::<Vec<_>>().into()),
        );
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&tables)
            .section(&exports)
            .section(&elements)
            .section(&code);
        module.finish()
    }

    /// What the export of this name comes to, calls followed, for functions of constants, calls and sums.
    fn value(wasm: &[u8], name: &str) -> i32 {
        let source = Source::read(wasm).expect("a module");
        let exported = Parser::new(0)
            .parse_all(wasm)
            .find_map(|part| match part.expect("a module") {
                Payload::ExportSection(exports) => exports
                    .into_iter()
                    .map(|export| export.expect("an export"))
                    .find(|export| export.name == name)
                    .map(|export| export.index),
                _ => None,
            })
            .expect("it is exported");
        evaluate(&source, exported)
    }

    fn evaluate(source: &Source<'_>, number: u32) -> i32 {
        let body = &source.bodies[(number - source.imported) as usize];
        let mut stack = Vec::new();
        for operator in body.get_operators_reader().expect("code") {
            match operator.expect("an operator") {
                Operator::I32Const { value } => stack.push(value),
                Operator::Call { function_index } => stack.push(evaluate(source, function_index)),
                Operator::I32Add => {
                    let (b, a) = (stack.pop().expect("two"), stack.pop().expect("two"));
                    stack.push(a + b);
                }
                Operator::End => {}
                other => panic!("{other:?} stands in no function of these tests"),
            }
        }
        stack.pop().expect("a result")
    }

    #[test]
    fn equal_functions_are_kept_once_and_so_are_those_that_call_them() {
        use Instruction::{Call, I32Add, I32Const};
        let wasm = module(&[
            &[I32Const(7)],
            &[I32Const(5)],
            &[I32Const(7)],
            &[Call(0), I32Const(1), I32Add],
            &[Call(2), I32Const(1), I32Add],
            &[Call(3), Call(1), I32Add],
            &[Call(4), Call(4), I32Add],
        ]);
        let packed = pack(&wasm).expect("it packs").wasm;
        let source = Source::read(&packed).expect("a module");
        assert_eq!(source.bodies.len(), 5);
        assert_eq!((value(&wasm, "a"), value(&wasm, "b")), (13, 16));
        assert_eq!((value(&packed, "a"), value(&packed, "b")), (13, 16));
        wasmparser::validate(&packed).expect("the packed module is valid");
        let again = pack(&packed).expect("it packs").wasm;
        assert_eq!(Source::read(&again).expect("a module").bodies.len(), 5);
    }

    #[test]
    fn names_are_written_beside_the_module_by_their_new_numbers() {
        use Instruction::{Call, I32Add, I32Const};
        let mut wasm = module(&[
            &[I32Const(3)],
            &[Call(0), I32Const(4), I32Add],
            &[Call(1), I32Const(9), I32Add, I32Const(2), I32Add],
        ]);
        let mut functions = NameMap::new();
        for (number, name) in (0..).zip(["short", "longer", "longest"]) {
            functions.append(number, name);
        }
        let mut names = NameSection::new();
        names.functions(&functions);
        names.append_to(&mut wasm);
        let packed = pack(&wasm).expect("it packs");
        assert_eq!(packed.names, "0 longest\n1 longer\n2 short\n");
        assert!(
            Source::read(&packed.wasm)
                .expect("a module")
                .names
                .is_empty()
        );
        assert_eq!(value(&packed.wasm, "b"), 18);
    }

    #[test]
    fn functions_that_are_alike_stand_side_by_side() {
        let of = |seed: u8| {
            (0..40_u8)
                .map(|n| n.wrapping_mul(seed))
                .collect::<Vec<u8>>()
        };
        let mut changed = of(3);
        changed[20] = 255;
        let order = side_by_side(&[of(3), of(5), changed, of(7)]);
        let at = |place| {
            order
                .iter()
                .position(|one| *one == place)
                .expect("it is placed")
        };
        assert_eq!(at(0).abs_diff(at(2)), 1, "{order:?}");
        assert_eq!(order.len(), 4);
    }
}
