//! Rows as a whole: copied, moved, removed, and groups of a chosen line with its alternatives.
//!
//! Alternatives stand behind the line they can replace. Where the chosen line of a group is removed, the first
//! alternative is chosen: refusing would make a person undo the group first, and a group without a chosen line would
//! silently take the position out of the totals.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use oferta_domain::entity::{LineKind, QuoteLine};
use oferta_domain::field::Entity;
use serde_json::Value;

use super::{Draft, positions};
use crate::error::{AppError, Code, Result};
use crate::patch::{Fields, check_count};

fn bad_alternative() -> AppError {
    AppError::new(Code::BadAlternative).at("alternative_of")
}

fn is_of(row: &QuoteLine, main: &str) -> bool {
    row.alternative_of.as_deref() == Some(main)
}

impl Draft<'_, '_> {
    /// The id of the line that is chosen in the group of a row: its own, where it stands alone.
    fn main_of(&self, i: usize) -> &str {
        let row = &self.rows[i];
        row.alternative_of.as_deref().unwrap_or(&row.id)
    }

    /// The index behind the last row of the group that the row `i` belongs to.
    pub(super) fn end_of_group(&self, i: usize) -> usize {
        let main = self.main_of(i);
        let behind = self.rows[i + 1..].iter();
        i + 1 + behind.take_while(|row| is_of(row, main)).count()
    }

    fn point(&mut self, i: usize, main: Option<&str>) -> Result<()> {
        let set = Fields::from_iter([("alternative_of".to_owned(), Value::from(main))]);
        self.set_row(i, &set)
    }

    fn set_optional(&mut self, i: usize, optional: bool) -> Result<()> {
        let set = Fields::from_iter([("optional".to_owned(), Value::Bool(optional))]);
        self.set_row(i, &set)
    }

    pub(super) fn alternative(&mut self, ids: &[String], of: Option<&str>) -> Result<()> {
        check_count(ids.len())?;
        let main = match of {
            Some(of) => {
                let i = self.index(of)?;
                Some(self.main_of(i).to_owned())
            }
            None => None,
        };
        if let Some(main) = &main {
            let chosen = self.rows.iter().find(|row| row.id == *main);
            if chosen.is_none_or(|row| row.kind == LineKind::Section) {
                return Err(bad_alternative());
            }
        }
        let named = self.indices(ids)?;
        if named.iter().any(|i| {
            self.rows[*i].kind == LineKind::Section || main.as_ref() == Some(&self.rows[*i].id)
        }) {
            return Err(bad_alternative());
        }
        // Those of the named lines come along; lines that are freed keep theirs.
        let ids: HashSet<&str> = ids.iter().map(String::as_str).collect();
        for i in 0..self.rows.len() {
            let row = &self.rows[i];
            let own = row.alternative_of.as_deref();
            let comes = main.is_some() && own.is_some_and(|of| ids.contains(of));
            if comes || ids.contains(row.id.as_str()) {
                self.point(i, main.as_deref())?;
            }
        }
        Ok(())
    }

    pub(super) fn choose(&mut self, id: &str) -> Result<()> {
        let i = self.index(id)?;
        let Some(main) = self.rows[i].alternative_of.clone() else {
            return Err(bad_alternative());
        };
        let before = self.rows.iter().position(|row| row.id == main);
        self.succeed(i, &main)?;
        let Some(before) = before else {
            return Ok(());
        };
        self.point(before, Some(id))?;
        let row = self.rows.remove(i);
        let at = before - usize::from(before > i);
        self.place(at, vec![row])
    }

    /// An alternative takes the place of the chosen line: optional as that was, the others are its alternatives.
    fn succeed(&mut self, heir: usize, main: &str) -> Result<()> {
        if let Some(chosen) = self.rows.iter().position(|row| row.id == main) {
            let (was, own) = (self.rows[chosen].optional, self.rows[heir].optional);
            if was != own {
                self.set_optional(heir, was)?;
                self.set_optional(chosen, own)?;
            }
        }
        self.point(heir, None)?;
        let id = self.rows[heir].id.clone();
        for other in 0..self.rows.len() {
            if is_of(&self.rows[other], main) {
                self.point(other, Some(&id))?;
            }
        }
        Ok(())
    }

    /// Puts rows of the quote that were taken out to another place.
    fn place(&mut self, at: usize, rows: Vec<QuoteLine>) -> Result<()> {
        let stand = at..at + rows.len();
        self.rows.splice(at..at, rows);
        self.settle(stand)
    }

    /// Gives rows positions between those that they stand between.
    fn settle(&mut self, stand: Range<usize>) -> Result<()> {
        let pos = |i: usize| self.rows.get(i).map(|row| row.pos.as_str());
        let before = stand.start.checked_sub(1).and_then(pos);
        let positions = positions(before, pos(stand.end), stand.len());
        for (row, pos) in self.rows[stand].iter_mut().zip(positions) {
            row.pos = pos;
            let set = Fields::from_iter([("pos".to_owned(), Value::from(row.pos.as_str()))]);
            self.tx.patch(QuoteLine::TABLE, &row.id, set)?;
            self.touched.insert(row.id.clone());
        }
        self.named.insert("pos");
        self.reordered = true;
        Ok(())
    }

    /// Brings alternatives behind the line they can replace, wherever an edit left them.
    pub(super) fn gather_groups(&mut self) -> Result<()> {
        if self.rows.iter().all(|row| row.alternative_of.is_none()) {
            return Ok(());
        }
        let chosen = self.rows.iter().filter(|row| row.alternative_of.is_none());
        let chosen: HashSet<&str> = chosen.map(|row| row.id.as_str()).collect();
        let mut astray: HashSet<String> = HashSet::new();
        for (i, row) in self.rows.iter().enumerate() {
            let Some(main) = row
                .alternative_of
                .as_deref()
                .filter(|id| chosen.contains(id))
            else {
                continue;
            };
            let before = i.checked_sub(1).map(|before| &self.rows[before]);
            let in_place = before.is_some_and(|before| before.id == main || is_of(before, main));
            if !in_place {
                astray.insert(main.to_owned());
            }
        }
        if astray.is_empty() {
            return Ok(());
        }
        let mut groups: HashMap<String, Vec<QuoteLine>> = HashMap::new();
        let mut rest = Vec::with_capacity(self.rows.len());
        for row in std::mem::take(&mut self.rows) {
            match row
                .alternative_of
                .as_ref()
                .and_then(|main| astray.get(main))
            {
                Some(main) => groups.entry(main.clone()).or_default().push(row),
                None => rest.push(row),
            }
        }
        let mut gathered = Vec::with_capacity(groups.len());
        for row in rest {
            let own = groups.remove(&row.id).unwrap_or_default();
            self.rows.push(row);
            gathered.push(self.rows.len()..self.rows.len() + own.len());
            self.rows.extend(own);
        }
        let mut gathered = gathered.into_iter().filter(|stand| !stand.is_empty());
        gathered.try_for_each(|stand| self.settle(stand))
    }

    /// The copies stand together behind the last of their originals and its group. An alternative whose chosen line is
    /// copied with it is one of that copy; otherwise the copy stays in the group.
    pub(super) fn duplicate(&mut self, ids: &[String]) -> Result<()> {
        self.room_for(ids.len())?;
        let mut originals = self.indices(ids)?;
        originals.sort_unstable();
        originals.dedup();
        let Some(&last) = originals.last() else {
            return Ok(());
        };
        let group = self.main_of(last);
        let within = originals.iter().all(|i| is_of(&self.rows[*i], group));
        let at = if within {
            last + 1
        } else {
            self.end_of_group(last)
        };
        let positions = self.positions_at(at, originals.len());
        let new = originals
            .iter()
            .map(|i| (&*self.rows[*i].id, self.tx.new_id()));
        let new: HashMap<&str, String> = new.collect();
        let copies = originals.iter().zip(positions).map(|(i, pos)| {
            let row = &self.rows[*i];
            let main = row.alternative_of.as_ref();
            QuoteLine {
                id: new[&*row.id].clone(),
                pos,
                alternative_of: main.map(|id| new.get(&**id).unwrap_or(id).clone()),
                ..row.clone()
            }
        });
        let copies = copies.collect();
        self.put(at, copies)
    }

    pub(super) fn move_rows(&mut self, ids: &[String], after: Option<&str>) -> Result<()> {
        check_count(ids.len())?;
        if after.is_some_and(|id| ids.iter().any(|moved| moved == id)) {
            return Err(AppError::new(Code::BadRequest)
                .detail("rows cannot stand behind one of themselves"));
        }
        let Some(after) = self.goal(ids, after)? else {
            return Ok(());
        };
        let moved = self.take_out(&self.with_alternatives(ids))?;
        let at = match after {
            Some(id) => self.index(&id)? + 1,
            None => 0,
        };
        self.place(at, moved)
    }

    /// The rows, and the alternatives of those that are chosen, which go with them.
    fn with_alternatives(&self, ids: &[String]) -> Vec<String> {
        let named: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let mut own: HashMap<&str, Vec<&str>> = HashMap::new();
        for row in &self.rows {
            let main = row.alternative_of.as_deref();
            if let Some(main) = main.filter(|_| !named.contains(&*row.id)) {
                own.entry(main).or_default().push(&row.id);
            }
        }
        let mut all = Vec::with_capacity(ids.len());
        for id in ids {
            all.push(id.clone());
            let own = own.get(&**id).into_iter().flatten();
            all.extend(own.map(|id| (*id).to_owned()));
        }
        all
    }

    /// The row that moved rows will stand behind, or none for the beginning; nothing where they cannot go there. Rows
    /// go over a group of others as a whole, and alternatives stay in theirs.
    fn goal(&self, ids: &[String], after: Option<&str>) -> Result<Option<Option<String>>> {
        let Some(first) = ids.first() else {
            return Ok(None);
        };
        let from = self.index(first)?;
        let group = self.main_of(from);
        let id_at = |i: usize| self.rows.get(i).map(|row| row.id.clone());
        let mut moved = self.indices(ids)?.into_iter();
        let alternatives = moved.all(|i| is_of(&self.rows[i], group));
        let Some(after) = after else {
            return Ok((!alternatives).then_some(None));
        };
        let to = self.index(after)?;
        let target = self.main_of(to);
        if alternatives {
            return Ok((target == group).then(|| Some(after.to_owned())));
        }
        let moving = self.with_alternatives(ids);
        if moving.iter().any(|id| id == after) {
            // Down, over what stands behind the own alternatives.
            let next = self.end_of_group(to);
            return Ok((next < self.rows.len()).then(|| id_at(self.end_of_group(next) - 1)));
        }
        let end = self.end_of_group(to);
        let within = end > to + 1;
        if !within {
            return Ok(Some(Some(after.to_owned())));
        }
        if to < from {
            let main = self.index(target)?;
            return Ok(Some(main.checked_sub(1).and_then(id_at)));
        }
        Ok(Some(id_at(end - 1)))
    }

    pub(super) fn delete(&mut self, ids: &[String]) -> Result<()> {
        check_count(ids.len())?;
        let gone: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let mut orphaned: HashSet<&str> = HashSet::new();
        let mut heirs: Vec<(usize, String)> = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let main = row.alternative_of.as_deref();
            let main = main.filter(|main| gone.contains(main) && !gone.contains(&*row.id));
            if let Some(main) = main.filter(|main| orphaned.insert(main)) {
                heirs.push((i, main.to_owned()));
            }
        }
        for (heir, main) in heirs {
            self.succeed(heir, &main)?;
        }
        for row in self.take_out(ids)? {
            self.tx.delete(QuoteLine::TABLE, &row.id)?;
        }
        Ok(())
    }
}
