import { expect, test } from 'vitest';
import { formatOf, type ListError, type ListFormat, readList } from '../index.ts';

const PDQ = 'cc88d2f185f43ca2589b563f5ae65a7474550d9c53a7d6c318e0e720f252db72';
const MD5 = 'b2'.repeat(16);

function faults(text: string, format: ListFormat): string[] {
  try {
    readList(text, format);
    return [];
  } catch (error) {
    const { faults: found, message } = error as ListError;
    expect(message).not.toMatch(/cc88|b2b2|zzz/);
    return found.map(({ line, code }) => `${line} ${code}`);
  }
}

test('a plain list: PDQ and MD5 in any case, remarks and empty lines', () => {
  const text = `\uFEFF# a remark\r\n${PDQ.toUpperCase()}\r\n\r\n${MD5}\n`;
  expect(formatOf(text)).toBe('lines');
  expect(readList(text, 'lines').entries).toEqual([
    { key: PDQ, line: 2, pdq: PDQ },
    { key: MD5, line: 4, md5: MD5 },
  ]);
  expect(faults(`${PDQ}\nzzz\n${'0'.repeat(64)}\n${PDQ}a`, 'lines')).toEqual([
    '2 bad-hash',
    '3 zero-hash',
    '4 bad-hash',
  ]);
});

test('a CSV with quoted commas and line breaks; what is marked harmless or of another type is passed over', () => {
  const text = [
    'td_description,td_status,td_raw_indicator,td_subjective_tags',
    `"one, ""two""\nthree",MALICIOUS,${PDQ},a;b`,
    `x,NON_MALICIOUS,${MD5},`,
    `y,UNKNOWN,${MD5.toUpperCase()},`,
  ].join('\r\n');
  expect(formatOf(text)).toBe('csv');
  const list = readList(text, 'csv');
  expect(list.passedOver).toBe(1);
  expect(list.entries).toEqual([
    { key: PDQ, line: 2, pdq: PDQ },
    { key: MD5, line: 5, md5: MD5 },
  ]);
  const typed = `indicator,type\n${PDQ},HASH_PDQ\nhttp://x.test/,URI\n`;
  expect(readList(typed, 'csv')).toMatchObject({ passedOver: 1, entries: [{ pdq: PDQ }] });
  expect(faults(`raw_indicator,status\n${PDQ}\n${MD5},X,Y\nzzz,X`, 'csv')).toEqual([
    '2 columns',
    '3 columns',
    '4 bad-hash',
  ]);
  // The type and the hash must agree; a type that only ends alike is another one.
  expect(faults(`indicator,type\n${PDQ},HASH_MD5\n${MD5},HASH_PDQ`, 'csv')).toEqual([
    '2 bad-hash',
    '3 bad-hash',
  ]);
  const others = `indicator,type\n${PDQ},HASH_SHA256\nx,HASH_VPDQ\n${MD5},HASH_VIDEO_MD5\n`;
  expect(readList(others, 'csv')).toMatchObject({ passedOver: 2, entries: [{ md5: MD5 }] });
  expect(faults('a,b\n1,2', 'csv')).toEqual(['1 header']);
  expect(faults(`indicator\n"${PDQ}`, 'csv')).toEqual(['2 quotes']);
});

const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2">
  <images count="3" maxTimestamp="2017-10-24T15:10:00Z">
    <image>
      <member id="42">Example &amp; Member</member><timestamp>2017-10-24T15:00:00Z</timestamp>
      <id>image1</id><classification>A1</classification>
      <fingerprints><md5>${MD5.toUpperCase()}</md5><sha1>${'a1'.repeat(20)}</sha1><pdq>${PDQ}</pdq></fingerprints>
      <feedback><affirmativeFeedback type="Md5"><members><member id="7">Other</member></members></affirmativeFeedback></feedback>
    </image>
    <image><member id="42">E</member><id>image2</id><fingerprints><pdna>AAAA</pdna></fingerprints></image>
    <deletedImage><member id="43">E2</member><id>image4</id></deletedImage>
  </images>
  <videos count="1"><video><member id="42">E</member><id>video1</id><fingerprints><md5>${MD5}</md5></fingerprints></video></videos>
  <paging><next>/v2/entries?from=x&amp;to=y</next></paging>
</queryResult>`;

test("NCMEC's XML: MD5 and PDQ under member and id, deletions, other fingerprints passed over", () => {
  expect(formatOf(XML)).toBe('ncmec');
  const { entries, passedOver } = readList(XML, 'ncmec');
  expect(passedOver).toBe(1);
  expect(entries).toEqual([
    { key: '42/image/image1', line: 4, pdq: PDQ, md5: MD5 },
    { key: '43/image/image4', line: 11, gone: true },
    { key: '42/video/video1', line: 13, md5: MD5 },
  ]);
});

test('XML that is cut, crossed, has its own entities or is something else names the line', () => {
  expect(faults(XML.slice(0, XML.indexOf('</videos>')), 'ncmec')).toContain('13 xml');
  expect(faults(XML.replace('</images>', '</image>'), 'ncmec')).toEqual(['12 xml']);
  expect(faults('<!DOCTYPE x [<!ENTITY e "b">]>\n<queryResult/>', 'ncmec')).toEqual(['1 xml']);
  expect(faults('<html></html>', 'ncmec')).toEqual(['1 header']);
  for (const after of ['junk', '<queryResult/>', `<![CDATA[${MD5}]]>`])
    expect(faults(`<queryResult></queryResult>\n${after}`, 'ncmec'), after).toEqual([
      `${after === 'junk' ? 1 : 2} xml`,
    ]);
  expect(
    faults(XML.replace(`<md5>${MD5}</md5>`, `<md5>${MD5}</md5><md5>${'c3'.repeat(16)}</md5>`), 'ncmec'),
  ).toEqual(['13 bad-hash']);
  // An id is its member's own: without the member it names nothing.
  expect(faults(XML.replace('<member id="43">', '<member data-id="43">'), 'ncmec')).toEqual(['11 no-id']);
  expect(faults(XML.replace(`<md5>${MD5}</md5>`, '<md5>zzz</md5>'), 'ncmec')).toEqual(['13 bad-hash']);
  expect(faults(XML.replace('<id>video1</id>', ''), 'ncmec')).toEqual(['13 no-id']);
  expect(faults(XML.replace(`<md5>${MD5}</md5>`, ''), 'ncmec')).toEqual(['13 no-hash']);
});

test('hashes of flat pictures are set aside by their line, and the rest of the list is taken', () => {
  const FLAT = 'a1'.repeat(32);
  const lines = readList(`${FLAT}\n${PDQ}\n${MD5}`, 'lines');
  expect([lines.flat, lines.entries.map(({ line }) => line)]).toEqual([[1], [2, 3]]);
  const csv = readList(`indicator,type\n${FLAT},HASH_PDQ\n${PDQ},HASH_PDQ`, 'csv');
  expect([csv.flat, csv.entries.map(({ line }) => line)]).toEqual([[2], [3]]);
  expect(faults(`indicator,type\n${FLAT},HASH_MD5`, 'csv')).toEqual(['2 bad-hash']);
  // An entry keeps its other fingerprint.
  const xml = readList(XML.replace(PDQ, FLAT), 'ncmec');
  expect(xml.flat).toHaveLength(1);
  expect(xml.entries[0]).toEqual({ key: '42/image/image1', line: 4, md5: MD5 });
});
