import { columnsOf } from '../../src/reconciliation/columns.js';

const header = ['sector_no', 'personal_id', 'old_cmnd', 'full_name', 'dob', 'gender', 'address'];

describe('the columns of a file', () => {
  it('stand where the header says, in any case and order', () => {
    const { columns, extras } = columnsOf(['\ufeffDOB ', 'Full_Name', 'other', 'SECTOR_NO']);
    expect(extras).toEqual([{ name: 'other', at: 2 }]);
    expect(columns).toMatchObject({ sector_no: 3, full_name: 1, dob: 0, personal_id: -1, address: -1 });
  });

  it('stand under other names where a mapping says so', () => {
    const { columns } = columnsOf(['Mã số', 'Họ và tên', 'Ngày sinh'], {
      ...{ sector_no: 'mã số', full_name: 'Họ và tên', dob: 'NGÀY SINH' },
    });
    expect(columns).toMatchObject({ sector_no: 0, full_name: 1, dob: 2 });
  });

  it('stand under a name that is broken into lines in its cell', () => {
    const { columns } = columnsOf(['sector_no', 'Họ và tên\n(in hoa)', 'dob'], {
      full_name: 'họ và tên (in hoa)',
    });
    expect(columns.full_name).toBe(1);
  });

  it('are missing by name, and no cell is repeated that is not known to name a column', () => {
    expect(() => columnsOf(['sector_no', 'Lê Văn An', 'Ngày sinh'])).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /^(?!.*Lê Văn An).*lacks the columns full_name, dob; its first row has 3 cells.*dob="Ngày sinh"/,
        ),
      }),
    );
    expect(() => columnsOf(header, { gender: 'giới tính' })).toThrow(
      expect.objectContaining({ code: 'COLUMNS_MISSING' }),
    );
  });

  it('are not looked for in a row of data, which no sentence repeats', () => {
    const row = ['8200000977', '082212488654', '', 'Lưu Trường Minh', '12/08/2012', 'Nam', 'Xã A'];
    expect(() => columnsOf(row)).toThrow(expect.objectContaining({ code: 'NO_HEADER' }));
    try {
      columnsOf(row);
    } catch (error) {
      expect((error as Error).message).not.toMatch(/Lưu|0822/);
    }
  });

  it.each(['079 123 456 789', '079-123-456-789', '12/03/90', '１２.０３.９０'])(
    'are not looked for in a row with %s',
    (cell) => {
      expect(() => columnsOf([cell, 'Nguyen Van Bi Lo', 'x'])).toThrow(
        expect.objectContaining({ code: 'NO_HEADER', message: expect.not.stringMatching(/Bi Lo|079|03/) }),
      );
    },
  );

  it('are refused when one is there twice', () => {
    expect(() => columnsOf([...header, 'dob'])).toThrow(expect.objectContaining({ code: 'COLUMN_TWICE' }));
  });
});
